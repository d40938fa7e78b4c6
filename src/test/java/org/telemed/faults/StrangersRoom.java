package org.telemed.faults;

import java.util.Set;

/** A room in the same account that is none of ours. */
record StrangersRoom(String sid, String name, Set<String> people) {}
