/**
 * Who is in the cluster: nodes, views and the messages between members.
 */
@NullMarked
package dev.mesh.cluster;

import org.jspecify.annotations.NullMarked;
