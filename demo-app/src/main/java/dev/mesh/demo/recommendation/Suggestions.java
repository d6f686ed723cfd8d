package dev.mesh.demo.recommendation;

import java.util.List;

/**
 * Recommended products.
 *
 * @param skus the best first
 * @param servedBy the node that answered
 */
public record Suggestions(List<String> skus, String servedBy) {

}
