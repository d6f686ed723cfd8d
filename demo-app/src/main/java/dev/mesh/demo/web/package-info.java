/**
 * The shop's HTTP API and pages.
 */
@NullMarked
package dev.mesh.demo.web;

import org.jspecify.annotations.NullMarked;
