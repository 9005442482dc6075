package dev.atelier.common.problem;

/**
 * Why something that was asked for is not done. Each feature has a sealed type of its own refusals;
 * only here do they become problems of HTTP.
 */
public interface Refusal {

    Problem problem();
}
