package dev.mesh.demo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Reads the JSON files of the jar's {@code data} folder. Safe for use by any thread.
 */
@Component
public class DataFile {

	private final JsonMapper json;

	public DataFile(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Read a file.
	 * @param <T> the type
	 * @param name the file's name in the folder
	 * @param type what it holds
	 * @return its content
	 */
	public <T> T read(String name, Class<T> type) {
		try (InputStream file = new ClassPathResource("data/" + name).getInputStream()) {
			return this.json.readValue(file, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("data/" + name + " is missing from the jar: build it again", ex);
		}
	}

}
