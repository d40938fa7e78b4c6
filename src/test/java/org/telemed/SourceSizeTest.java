package org.telemed;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How long a method, a file and a package of the product may be; whatever is longer is named here, with its reason. */
class SourceSizeTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_METHOD = 25;
    private static final int LONGEST_FILE = 200;
    private static final int LARGEST_PACKAGE = 18;

    private static final Map<String, String> LONGER_METHODS = Map.ofEntries(
            entry("ConditionalReferences.target", "one parse with its four refusals"),
            entry("ConnectionProblemDescription.of", "a table: what databases say, and the sentence for it"),
            entry("ErrorResponse.ofStatus", "a table of HTTP statuses"),
            entry("ErrorTableRow.of", "a table of reasons"),
            entry("HapiExceptionMapping.refusal", "a table of HAPI's exceptions"),
            entry("HostExceptionTranslation.translate", "a table of HAPI's exceptions"),
            entry("RequestCheckInterceptor.check", "a list of checks"),
            entry("RoomReconciliationWiring.<init>", "puts parts together"),
            entry("TelemedAutoConfiguration.telemed", "puts parts together"),
            entry("TelemedWiring.<init>", "puts parts together"),
            entry("TelemedWiring.operations", "puts parts together"),
            entry("V1Code.of", "a table of reasons"));

    private static final Map<String, String> LONGER_FILES = Map.of(
            "CreateTelemedRoom", "three forms of one use case, which share its steps",
            "OperationInputReader", "every form in which an operation's input comes",
            "RoomReconciler", "one decision, and what it destroys",
            "Rooms", "the emulator's state under one lock",
            "TelemedAutoConfiguration", "the beans of a host in one place",
            "TelemedProperties", "every setting of a host in one place",
            "TelemedWiring", "puts parts together",
            "TwilioVideoProvider", "one method for each call of the vendor's API",
            "UnknownElementCheck", "one recursive walk");

    @Test
    void no_method_is_long() throws IOException {
        Map<String, Long> longer = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            for (CompilationUnitTree unit : task.parse()) {
                longer.putAll(longMethods(unit, Trees.instance(task).getSourcePositions()));
            }
        }
        assertThat(longer).containsOnlyKeys(LONGER_METHODS.keySet());
    }

    @Test
    void no_file_is_long() throws IOException {
        Map<String, Integer> longer = new TreeMap<>();
        for (Path source : sources()) {
            int lines = Files.readAllLines(source).size();
            if (lines > LONGEST_FILE) {
                longer.put(nameOf(source), lines);
            }
        }
        assertThat(longer).containsOnlyKeys(LONGER_FILES.keySet());
    }

    @Test
    void no_package_is_large() throws IOException {
        Map<Path, Long> sizes =
                sources().stream().collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size <= LARGEST_PACKAGE);
        assertThat(sizes).isEmpty();
    }

    private static Map<String, Long> longMethods(CompilationUnitTree unit, SourcePositions positions) {
        Map<String, Long> longer = new TreeMap<>();
        LineMap lines = unit.getLineMap();
        String file = nameOf(Path.of(unit.getSourceFile().getName()));
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                long length = lines.getLineNumber(positions.getEndPosition(unit, method)) - first + 1;
                if (method.getBody() != null && length > LONGEST_METHOD) {
                    longer.put(file + "." + method.getName(), length);
                }
                return super.visitMethod(method, null);
            }
        }.scan(unit, null);
        return longer;
    }

    private static String nameOf(Path source) {
        return String.valueOf(source.getFileName()).replace(".java", "");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
