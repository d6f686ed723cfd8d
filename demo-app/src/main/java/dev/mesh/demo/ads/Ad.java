package dev.mesh.demo.ads;

/**
 * An ad.
 *
 * @param text one line
 * @param sku the product it leads to
 * @param servedBy the node that answered
 */
public record Ad(String text, String sku, String servedBy) {

}
