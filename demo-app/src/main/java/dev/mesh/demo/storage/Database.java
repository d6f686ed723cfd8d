package dev.mesh.demo.storage;

import java.time.Duration;
import java.util.function.Function;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that all nodes share. Safe for use by any thread.
 */
@Component
public class Database {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
		.predicate(Contention::isCauseOf)
		.maxRetries(6)
		.delay(Duration.ofMillis(10))
		.jitter(Duration.ofMillis(8))
		.multiplier(2)
		.maxDelay(Duration.ofMillis(200))
		.build());

	Database(JdbcClient jdbc, PlatformTransactionManager transactions, Schema schema) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		schema.create();
	}

	/**
	 * Return the client for reads outside a transaction.
	 * @return the client
	 */
	public JdbcClient read() {
		return this.jdbc;
	}

	/**
	 * Run a transaction, and run it again if it lost against others: only what is
	 * committed counts, so the work must have no other effects.
	 * @param <T> what it results in
	 * @param work the statements
	 * @return what the work returned, after the commit
	 */
	public <T> T write(Function<JdbcClient, T> work) {
		try {
			return this.retry.<T>execute(() -> this.transaction.<T>execute((status) -> work.apply(this.jdbc)));
		}
		catch (RetryException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("The transaction failed: " + ex.getMessage(), ex);
		}
	}

}
