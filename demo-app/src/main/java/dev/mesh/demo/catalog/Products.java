package dev.mesh.demo.catalog;

import java.util.List;

/**
 * An answer of the catalog.
 *
 * @param products the products
 * @param servedBy the node that answered
 */
public record Products(List<Product> products, String servedBy) {

}
