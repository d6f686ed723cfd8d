package dev.mesh.demo.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;

import javax.sql.DataSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * The tables. Each service that stores something has its own {@code schema.sql} beside
 * its classes.
 */
@Component
class Schema {

	private static final String SCRIPTS = "classpath*:dev/mesh/demo/*/schema.sql";

	/**
	 * Any number that nothing else locks on: "boutique" in the digits of a phone.
	 */
	private static final long LOCK = 26884783L;

	private final DataSource dataSource;

	private final ResourcePatternResolver resources;

	Schema(DataSource dataSource, ResourcePatternResolver resources) {
		this.dataSource = dataSource;
		this.resources = resources;
	}

	/**
	 * Create what is missing, however many nodes do so at once.
	 */
	void create() {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			lock(connection);
			for (Resource script : scripts()) {
				ScriptUtils.executeSqlScript(connection, new EncodedResource(script));
			}
			connection.commit();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(
					"The schema could not be created: " + ex.getMessage() + ". Check spring.datasource.url.", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// PostgreSQL's "create table if not exists" fails when two do it at once; SQLite's
	// immediate transactions are a lock already.
	private void lock(Connection connection) throws SQLException {
		DatabaseMetaData database = connection.getMetaData();
		if (database.getDatabaseProductName().equals("PostgreSQL")) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
			}
		}
	}

	private Resource[] scripts() throws IOException {
		Resource[] scripts = this.resources.getResources(SCRIPTS);
		Arrays.sort(scripts, Comparator.comparing(Resource::getDescription));
		return scripts;
	}

}
