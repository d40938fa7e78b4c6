package org.telemed.bench;

import java.util.List;

/**
 * Two loads by turns, so that whatever else the machine does hits both. Before anything counts, both are run until Java has
 * compiled what they use: cold, whatever has less code of HAPI's on its way would win. Java compiles in the background,
 * where it hardly gets a turn beside eight clients on two cores, so that each part of the warm-up ends with a rest.
 */
record Race(Load ours, Load theirs) {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 6);

    /**
     * Runs both.
     *
     * @param warmUp how many requests of each come first and do not count
     * @param requests how many of each count
     */
    void run(int clients, int warmUp, int requests) {
        for (int round = 0; round < ROUNDS; round++) {
            turns(round, clients, warmUp / ROUNDS);
            Rest.untilNothingIsCompiled();
        }
        ours.forget();
        theirs.forget();
        for (int round = 0; round < ROUNDS; round++) {
            turns(round, clients, requests / ROUNDS);
        }
    }

    /** Who begins changes, because the second finds a processor that is warm, or a collector that is at work. */
    private void turns(int round, int clients, int requests) {
        List<Load> order = round % 2 == 0 ? List.of(ours, theirs) : List.of(theirs, ours);
        order.forEach(load -> load.run(clients, requests));
    }
}
