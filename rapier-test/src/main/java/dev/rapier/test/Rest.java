package dev.rapier.test;

/** Until when a task of the test lets the others run. */
enum Rest {
    /** Until all wait. */
    IDLE,
    /** Until all wait and what is due before a time has run. */
    UNTIL,
    /** Until all wait and no timer is left. */
    NO_TIMERS
}
