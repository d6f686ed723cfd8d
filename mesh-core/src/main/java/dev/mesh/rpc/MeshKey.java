package dev.mesh.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter that decides which instance serves a call: calls with equal keys go
 * to the same instance while the view stands. The key is a {@code String}, a number, a
 * {@code UUID}, an enum or a record of these.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface MeshKey {

}
