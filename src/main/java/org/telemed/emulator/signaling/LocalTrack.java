package org.telemed.emulator.signaling;

/** A track as its publisher describes it. */
record LocalTrack(String id, String kind, String name, boolean enabled, String priority) {}
