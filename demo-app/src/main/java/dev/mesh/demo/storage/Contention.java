package dev.mesh.demo.storage;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * Tells a transaction that lost against another from one that can never succeed.
 */
final class Contention {

	private static final int SQLITE_BUSY = 5;

	private static final int SQLITE_LOCKED = 6;

	private Contention() {
	}

	static boolean isCauseOf(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConcurrencyFailureException) {
				return true;
			}
			if (cause instanceof SQLException sql && isSqlite(sql) && isBusy(sql.getErrorCode())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSqlite(SQLException failure) {
		return failure.getClass().getName().startsWith("org.sqlite.");
	}

	// The low byte is the error, the rest its variant, such as SQLITE_BUSY_SNAPSHOT.
	private static boolean isBusy(int code) {
		int primary = code & 0xff;
		return primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
	}

}
