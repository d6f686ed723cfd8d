/**
 * Spring Cloud's view of the cluster: discovery and load balancing of web addresses.
 */
@NullMarked
package dev.mesh.spring.autoconfigure.cloud;

import org.jspecify.annotations.NullMarked;
