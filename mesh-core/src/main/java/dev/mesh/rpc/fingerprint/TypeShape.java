package dev.mesh.rpc.fingerprint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The structure of one type, as far as it decides what values of it look like on the
 * wire. Immutable.
 *
 * @param kind what it is
 * @param fields the types of the fields, by name; the name of an inherited one begins
 * with that of the class that has it
 * @param parts the constants of an enum, the permitted subtypes of a sealed type, or what
 * a container holds
 */
public record TypeShape(Kind kind, SortedMap<String, String> fields, List<String> parts) {

	public TypeShape {
		fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
		parts = List.copyOf(parts);
	}

	/**
	 * Return the shape of a container of the JDK or an array.
	 * @param held the names of the types that it holds, in the order of its arguments
	 * @return the shape
	 */
	public static TypeShape container(List<String> held) {
		return new TypeShape(Kind.CONTAINER, new TreeMap<>(), held);
	}

	/**
	 * Return the shape of an enum.
	 * @param constants the names of its constants, in any order: they travel by name
	 * @return the shape
	 */
	public static TypeShape enumeration(List<String> constants) {
		return new TypeShape(Kind.ENUM, new TreeMap<>(), constants.stream().sorted().toList());
	}

	/**
	 * Return the shape of a type of an application.
	 * @param kind what it is
	 * @param fields the types of its fields by name
	 * @param subtypes the permitted subtypes in any order, none if it is not sealed
	 * @return the shape
	 */
	public static TypeShape of(Kind kind, Map<String, String> fields, List<String> subtypes) {
		return new TypeShape(kind, new TreeMap<>(fields), subtypes.stream().sorted().toList());
	}

	/**
	 * What a type is.
	 */
	public enum Kind {

		/**
		 * A record.
		 */
		RECORD,

		/**
		 * A class with fields.
		 */
		CLASS,

		/**
		 * An interface.
		 */
		INTERFACE,

		/**
		 * An enum.
		 */
		ENUM,

		/**
		 * A collection, map or optional of the JDK, or an array.
		 */
		CONTAINER

	}

}
