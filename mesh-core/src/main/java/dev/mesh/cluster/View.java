package dev.mesh.cluster;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The agreed list of live nodes.
 *
 * @param number grows with every view a node publishes
 * @param epoch the leadership term: grows whenever the coordinator changes, so that of
 * two coordinators that meet after a partition the newer is known
 * @param coordinator the leading node
 * @param members all live nodes, ordered by the time they joined
 */
public record View(long number, long epoch, NodeId coordinator, List<Node> members) {

	public View {
		members = List.copyOf(members);
	}

	/**
	 * Return the member with this id, if it is in the view.
	 * @param id the id
	 * @return the node or {@code null}
	 */
	public @Nullable Node find(NodeId id) {
		for (Node member : this.members) {
			if (member.id().equals(id)) {
				return member;
			}
		}
		return null;
	}

	/**
	 * Return the member with this name, if it is in the view.
	 * @param name the name
	 * @return the node or {@code null}
	 */
	public @Nullable Node find(String name) {
		for (Node member : this.members) {
			if (member.name().equals(name)) {
				return member;
			}
		}
		return null;
	}

	/**
	 * Tell whether this incarnation of a node is a member: a node that was excluded and
	 * has not rejoined is not.
	 * @param id the node
	 * @param incarnation its incarnation
	 * @return whether it is in the view
	 */
	public boolean contains(NodeId id, long incarnation) {
		Node member = find(id);
		return member != null && member.incarnation() == incarnation;
	}

}
