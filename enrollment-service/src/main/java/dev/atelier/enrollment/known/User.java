package dev.atelier.enrollment.known;

import java.util.Set;

/**
 * A registered user.
 *
 * @param active false when an admin has deactivated them
 * @param capabilities the requirement codes that they say they meet
 */
public record User(UserId id, boolean active, Set<String> capabilities) {}
