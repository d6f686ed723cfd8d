package dev.mesh.spring;

import dev.mesh.cluster.View;

/**
 * Published to the application context when the cluster's view has changed. Listeners run
 * on the thread that follows the views: a slow one skips views, it never sees an old one
 * after a newer one.
 *
 * @param view the new view
 */
public record MeshViewChangedEvent(View view) {

}
