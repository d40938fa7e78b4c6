package org.telemed.server.log;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the string constants of a class file: its literals, and the recipes by which it concatenates strings.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The constant pool</a>
 */
final class ClassConstants {
    private static final int UTF8 = 1;
    private static final int STRING = 8;
    private static final int HEADER = 8;

    private ClassConstants() {}

    /** @throws IOException if this is no class file that can be read */
    static List<String> read(InputStream classFile) throws IOException {
        DataInputStream input = new DataInputStream(classFile);
        input.skipNBytes(HEADER);
        int size = input.readUnsignedShort();
        @Nullable String[] texts = new @Nullable String[size];
        List<Integer> strings = new ArrayList<>();
        for (int index = 1; index < size; index++) {
            int tag = input.readUnsignedByte();
            if (tag == UTF8) {
                texts[index] = input.readUTF();
            } else if (tag == STRING) {
                strings.add(input.readUnsignedShort());
            } else {
                input.skipNBytes(length(tag));
                index += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
            }
        }
        return strings.stream().map(index -> String.valueOf(texts[index])).toList();
    }

    private static int length(int tag) throws IOException {
        return switch (tag) {
            case 7, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("No constant has the tag " + tag);
        };
    }
}
