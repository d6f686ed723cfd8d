package dev.mesh.demo.shipping;

/**
 * What goes where.
 *
 * @param grams the weight
 * @param country the ISO 3166 code of the destination
 */
public record Parcel(int grams, String country) {

}
