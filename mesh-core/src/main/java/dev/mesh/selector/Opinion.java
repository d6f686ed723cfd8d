package dev.mesh.selector;

/**
 * What a selection thinks of a candidate, for people who ask why calls go where they do.
 *
 * @param score how much speaks for it: the greater, the rather it is picked; comparable
 * within one selection at one moment only
 * @param why the same in words, as part of a sentence
 */
public record Opinion(double score, String why) {

}
