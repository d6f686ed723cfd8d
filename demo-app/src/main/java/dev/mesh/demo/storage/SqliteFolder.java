package dev.mesh.demo.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Makes the folder of the SQLite file, which SQLite does not do by itself.
 */
@Component
class SqliteFolder implements BeanPostProcessor {

	private static final String PREFIX = "jdbc:sqlite:";

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null
				&& pool.getJdbcUrl().startsWith(PREFIX)) {
			makeFolderOf(fileOf(pool.getJdbcUrl()));
		}
		return bean;
	}

	private static Path fileOf(String url) {
		int parameters = url.indexOf('?');
		return Path.of(url.substring(PREFIX.length(), (parameters < 0) ? url.length() : parameters));
	}

	private static void makeFolderOf(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder of the database file '" + file
					+ "' could not be made. Set boutique.database-file to a file in a folder that can be written.", ex);
		}
	}

}
