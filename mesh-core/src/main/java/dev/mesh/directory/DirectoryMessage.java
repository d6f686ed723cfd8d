package dev.mesh.directory;

/**
 * What directories tell each other. The sender of each is known from the envelope.
 */
sealed interface DirectoryMessage {

	/**
	 * The sender's whole entry.
	 *
	 * @param entry the entry
	 * @param acknowledge whether an acknowledgement is asked for
	 */
	record Entry(NodeEntry entry, boolean acknowledge) implements DirectoryMessage {

	}

	/**
	 * The sender's load, where nothing else of its entry changed: who does not have the
	 * entry that it builds on is to ask for the whole.
	 *
	 * @param basis the basis of the sender's entry
	 * @param stamp the stamp of the entry with this load
	 * @param load how busy the sender is
	 */
	record LoadChange(long basis, long stamp, Load load) implements DirectoryMessage {

	}

	/**
	 * The stamp of the sender's entry: who has an older one is to ask for it.
	 *
	 * @param incarnation the sender's incarnation when it wrote the entry
	 * @param stamp the entry's stamp
	 * @param acknowledge whether an acknowledgement is asked for
	 */
	record Digest(long incarnation, long stamp, boolean acknowledge) implements DirectoryMessage {

	}

	/**
	 * Asks the receiver for its entry.
	 *
	 * @param acknowledge whether the sender is to acknowledge it
	 */
	record Ask(boolean acknowledge) implements DirectoryMessage {

	}

	/**
	 * Tells the receiver that the sender's snapshots hold its entry of this stamp.
	 *
	 * @param stamp the stamp
	 */
	record Acknowledgement(long stamp) implements DirectoryMessage {

	}

}
