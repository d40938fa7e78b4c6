package org.telemed.nodes;

import java.util.Queue;
import org.telemed.acceptance.Call;

/**
 * A second deployment, whose database began as a copy of the first one's.
 *
 * @param node its only one
 * @param calls calls under way in rooms of the first, whose Encounters both have; each test takes one
 * @param roomless an Encounter that both have and that never had a room
 */
record Copy(Deployment deployment, ServerNode node, Queue<Call> calls, String roomless) {
    static final int CALLS = 6;
}
