package dev.mesh.demo.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application on PostgreSQL, skipped where that is not installed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnPostgres.Installed.class)
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = DatabaseUnderTest.Postgres.class)
public @interface OnPostgres {

	/**
	 * Whether PostgreSQL is installed.
	 */
	class Installed implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return PostgresServer.binaries()
				.map((folder) -> ConditionEvaluationResult.enabled("PostgreSQL is in " + folder))
				.orElseGet(() -> ConditionEvaluationResult.disabled(
						"There is no initdb under " + PostgresServer.INSTALLED + ". Run: apt-get install postgresql"));
		}

	}

}
