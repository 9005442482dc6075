package dev.atelier.testing.contract;

/** Who is there to ask a service, each with things of the kind that the operation is about. */
public interface World {

    /** Who may do it to theirs. */
    Actor member(Operation operation);

    /** Who may see the member's things, and not do it to them. */
    Actor stranger(Operation operation);

    /** Who could do it to theirs, were they not deactivated. */
    Actor deactivated(Operation operation);

    /** A program, whose token names no person. */
    Actor program(Operation operation);
}
