/**
 * The database that all nodes share: schema, transactions and their retries.
 */
@NullMarked
package dev.mesh.demo.storage;

import org.jspecify.annotations.NullMarked;
