package dev.atelier.common.problem;

/**
 * One thing that is wrong with the input.
 *
 * @param pointer where, as an RFC 6901 JSON pointer; a query parameter is named like a member
 * @param detail what, in words for a person
 */
public record InputError(String pointer, String detail) {}
