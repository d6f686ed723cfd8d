package dev.mesh.rpc.call;

import dev.mesh.route.measure.VersionMeasure;
import org.jspecify.annotations.Nullable;

/**
 * The version that a call goes to, and where that is live.
 *
 * @param version the canonical version, or {@code null} while none is ready and any will
 * do
 * @param table where it is live
 * @param named whether requests say which version they mean
 * @param pinned whether calls made downstream are to stay on the version
 * @param measure counts the calls, if they are counted
 */
record Lane(@Nullable String version, RouteTable table, boolean named, boolean pinned,
		@Nullable VersionMeasure measure) {

}
