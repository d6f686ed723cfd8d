package dev.mesh.demo.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.PessimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ContentionTests {

	@Test
	void knowsAFileThatAnotherConnectionWritesTo(@TempDir Path folder) throws SQLException {
		String url = "jdbc:sqlite:" + folder.resolve("busy.db") + "?busy_timeout=0";
		try (Connection first = DriverManager.getConnection(url);
				Connection second = DriverManager.getConnection(url);
				Statement holds = first.createStatement();
				Statement waits = second.createStatement()) {
			holds.execute("begin immediate");
			SQLException refused = catchThrowableOfType(SQLException.class, () -> waits.execute("begin immediate"));
			assertThat(Contention.isCauseOf(new IllegalStateException(refused))).isTrue();
		}
	}

	@Test
	void knowsWhatSpringTranslated() {
		assertThat(Contention.isCauseOf(new PessimisticLockingFailureException("deadlock"))).isTrue();
	}

	@Test
	void doesNotRetryWhatCannotSucceed() {
		assertThat(Contention.isCauseOf(new SQLException("syntax error", "42601", 5))).isFalse();
		assertThat(Contention.isCauseOf(new IllegalStateException("no"))).isFalse();
		assertThat(Contention.isCauseOf(null)).isFalse();
	}

}
