package dev.mesh.rpc.fingerprint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether one node can read what another writes. It knows the codec's rules: fields
 * and constants go by name, fields may come and go, and nothing is converted. (The codec
 * would make a number of a text and the other way round, and now and then of what is
 * neither: so types that differ are never let through to it.)
 * <p>
 * Works through a list, not by recursion: what a peer sends may nest as it likes. Used
 * once, by one thread.
 */
final class ShapeComparison {

	private final ContractShape writer;

	private final ContractShape reader;

	private final boolean readsHere;

	private final Set<String> seen = new HashSet<>();

	private final Deque<String> open = new ArrayDeque<>();

	private @Nullable String limit;

	private @Nullable String conflict;

	/**
	 * Make a comparison.
	 * @param writer the contract of who writes
	 * @param reader the contract of who reads
	 * @param readsHere whether that is this node, else it is the one that writes
	 */
	ShapeComparison(ContractShape writer, ContractShape reader, boolean readsHere) {
		this.writer = writer;
		this.reader = reader;
		this.readsHere = readsHere;
	}

	/**
	 * Compare.
	 * @param written the types that are written, one after the other
	 * @param read those that are read in their places
	 * @return whether each value can be read
	 */
	Compatibility compare(List<String> written, List<String> read) {
		if (!written.equals(read)) {
			conflict("what the signature names", written.toString(), read.toString());
		}
		written.forEach(this::visit);
		while (this.conflict == null && !this.open.isEmpty()) {
			type(this.open.remove());
		}
		if (this.conflict != null) {
			return Compatibility.incompatible(this.conflict);
		}
		return (this.limit != null) ? Compatibility.limited(this.limit) : Compatibility.COMPATIBLE;
	}

	private void visit(String type) {
		if (this.seen.add(type)) {
			this.open.add(type);
		}
	}

	private void type(String name) {
		TypeShape written = this.writer.type(name);
		TypeShape read = this.reader.type(name);
		if (written == null) {
			if (read != null) {
				conflict(name, "a value of the JDK", words(read));
			}
			return;
		}
		if (written.kind() == TypeShape.Kind.CONTAINER && read == null) {
			// In a field that the reader passes over.
			written.parts().forEach(this::visit);
		}
		else if (read == null) {
			limit(name, "of that type");
		}
		else if (read.kind() != written.kind()) {
			conflict(name, words(written), words(read));
		}
		else {
			fields(name, written, read);
			parts(name, written, read);
		}
	}

	private void fields(String name, TypeShape written, TypeShape read) {
		for (Map.Entry<String, String> field : written.fields().entrySet()) {
			String type = read.fields().get(field.getKey());
			if (type != null && !type.equals(field.getValue())) {
				conflict(name + "." + field.getKey(), field.getValue(), type);
			}
			else if (type == null) {
				checkMoved(name, field.getKey(), written, read);
			}
			visit(field.getValue());
		}
	}

	/** What moved to or from a superclass would be lost without a word. */
	private void checkMoved(String name, String field, TypeShape written, TypeShape read) {
		for (String other : read.fields().keySet()) {
			if (simple(other).equals(simple(field)) && !written.fields().containsKey(other)) {
				conflict(name + "." + simple(field), "declared as " + field, "declared as " + other);
			}
		}
	}

	private static String simple(String field) {
		return field.substring(field.lastIndexOf('.') + 1);
	}

	private void parts(String name, TypeShape written, TypeShape read) {
		for (String part : written.parts()) {
			boolean known = read.parts().contains(part);
			if (written.kind() == TypeShape.Kind.ENUM) {
				if (!known) {
					limit(name + "." + part, "that are it");
				}
			}
			else if (known) {
				visit(part);
			}
			else if (this.reader.type(part) != null) {
				conflict(part, "a " + name, "none");
			}
			else {
				limit(part, "of that type");
			}
		}
	}

	private void limit(String what, String which) {
		if (this.limit == null) {
			this.limit = what + " is not known " + (this.readsHere ? "here" : "on " + Compatibility.PEER) + ": values "
					+ which + " are refused";
		}
	}

	private void conflict(String what, String written, String read) {
		if (this.conflict == null) {
			this.conflict = what + " is " + (this.readsHere ? read : written) + " here and "
					+ (this.readsHere ? written : read) + " on " + Compatibility.PEER;
		}
	}

	private static String words(TypeShape shape) {
		return switch (shape.kind()) {
			case RECORD -> "a record";
			case CLASS -> "a class";
			case INTERFACE -> "an interface";
			case ENUM -> "an enum";
			case CONTAINER -> "a container";
		};
	}

}
