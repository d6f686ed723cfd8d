package dev.mesh.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops extensions with the node. One lock guards all state and is held while
 * an extension starts or stops, so that each sees its two calls in order.
 */
final class ExtensionRegistry implements MeshExtensions {

	private static final Logger logger = LoggerFactory.getLogger(ExtensionRegistry.class);

	private final Map<String, MeshExtension> extensions = new LinkedHashMap<>();

	private final MeshNode node;

	private boolean running;

	ExtensionRegistry(MeshNode node) {
		this.node = node;
	}

	@Override
	public synchronized void add(String name, MeshExtension extension) {
		if (this.extensions.containsKey(name)) {
			throw new IllegalStateException(
					"an extension named '" + name + "' is there already: remove it first, or choose another name");
		}
		if (this.running) {
			begin(name, extension);
		}
		this.extensions.put(name, extension);
	}

	@Override
	public synchronized boolean remove(String name) {
		MeshExtension extension = this.extensions.remove(name);
		if (extension == null) {
			return false;
		}
		if (this.running) {
			end(name, extension);
		}
		return true;
	}

	@Override
	public synchronized List<String> names() {
		return List.copyOf(this.extensions.keySet());
	}

	/**
	 * Start all. If one fails, those before it are stopped again.
	 */
	synchronized void start() {
		List<String> started = new ArrayList<>();
		try {
			this.extensions.forEach((name, extension) -> {
				begin(name, extension);
				started.add(name);
			});
			this.running = true;
		}
		catch (IllegalStateException ex) {
			end(started);
			throw ex;
		}
	}

	synchronized void stop() {
		if (this.running) {
			this.running = false;
			end(new ArrayList<>(this.extensions.keySet()));
		}
	}

	private void end(List<String> names) {
		Collections.reverse(names);
		for (String name : names) {
			MeshExtension extension = this.extensions.get(name);
			if (extension != null) {
				end(name, extension);
			}
		}
	}

	private void begin(String name, MeshExtension extension) {
		try {
			extension.start(this.node);
		}
		catch (Exception ex) {
			throw new IllegalStateException("extension '" + name + "' did not start: " + RootCause.describe(ex)
					+ ". Correct it, or do not add it.", ex);
		}
	}

	private static void end(String name, MeshExtension extension) {
		try {
			extension.stop();
		}
		catch (Exception ex) {
			logger.warn("extension '{}' did not stop cleanly", name, ex);
		}
	}

}
