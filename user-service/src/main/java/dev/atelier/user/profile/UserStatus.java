package dev.atelier.user.profile;

/** Where a user is in their life with us. */
enum UserStatus {
    ACTIVE,
    /** By an admin; may read, and write nothing. */
    DEACTIVATED,
    /** Nothing personal is left; the row keeps the version going. */
    ERASED
}
