package dev.mesh.route.cutover;

/**
 * One step of a cutover.
 *
 * @param at when, in milliseconds of the epoch
 * @param phase what begins with it
 * @param weight the percentage of calls that the new version takes from here on
 * @param why one sentence
 * @param evidence what was seen in the step that ends with it
 */
public record CutoverEvent(long at, CutoverPhase phase, int weight, String why, Evidence evidence) {

}
