/**
 * The membership protocol, free of any transport: what nodes tell each other, how it is
 * encoded, and how views are agreed on.
 *
 * <p>
 * The transport names one of the peers that reach each other as its coordinator. That
 * peer merely makes views: it gathers what all say of themselves ({@code Hello}), decides
 * ({@code ViewDecision}) and announces whole views ({@code Announcement}). Who
 * <em>leads</em> is in the view itself and does not change because the transport reorders
 * its members. A view's number grows at every node, its epoch whenever leadership changes
 * hands; where peers bring different views together, the newest epoch wins and whoever is
 * not in its view comes back as a new incarnation.
 *
 * <p>
 * Threads: everything is owned by the one thread {@code mesh-cluster} of
 * {@code MembershipLoop}, which may never block for longer than a receiver of messages
 * does. Transport threads only put bytes and member lists into its bounded inbox. The
 * thread {@code mesh-cluster-sender} encodes nothing and may block on flow control.
 */
@NullMarked
package dev.mesh.cluster.membership;

import org.jspecify.annotations.NullMarked;
