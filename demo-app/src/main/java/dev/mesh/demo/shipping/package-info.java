/**
 * What a parcel costs, when it arrives and how to follow it.
 */
@NullMarked
package dev.mesh.demo.shipping;

import org.jspecify.annotations.NullMarked;
