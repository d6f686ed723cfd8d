package dev.mesh.placement.advice;

/**
 * Between which numbers of instances of an elastic service the advisor is free.
 *
 * @param least as many as are wanted without regard to where calls come from
 * @param most as many as there may be
 */
public record Span(int least, int most) {

}
