package dev.mesh.rpc.codec;

import java.util.List;

/**
 * The types a node can write, in the order of their wire ids. Peers exchange tables when
 * they connect: a reader follows the writer's table, so that nodes whose jars differ
 * still agree on what an id means.
 *
 * @param names class names; the index is the wire id
 */
public record TypeTable(List<String> names) {

	public TypeTable {
		names = List.copyOf(names);
	}

}
