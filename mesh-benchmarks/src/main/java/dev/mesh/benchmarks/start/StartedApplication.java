package dev.mesh.benchmarks.start;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;
import dev.mesh.benchmarks.calls.process.Child;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An empty application, with the starter or without: the class path decides. Says how
 * many milliseconds its context took to start, and then what it is asked.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartedApplication {

	/** Asks for the resident bytes and the live threads. */
	static final String REST = "rest";

	/** Asks for the nanoseconds of processor used so far. */
	static final String CPU = "cpu";

	/** Asks to wait until there are as many members as the number behind it. */
	static final String MEMBERS = "members ";

	private static final Logger logger = LoggerFactory.getLogger(StartedApplication.class);

	/**
	 * Start it.
	 * @param args properties of the application
	 */
	public static void main(String[] args) {
		PrintStream answers = System.out;
		System.setOut(System.err);
		int status = 1;
		try {
			run(args, answers);
			status = 0;
		}
		catch (Throwable ex) {
			logger.error("The application failed.", ex);
		}
		finally {
			// There is nothing to leave in order.
			Runtime.getRuntime().halt(status);
		}
	}

	private static void run(String[] args, PrintStream answers) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		ConfigurableApplicationContext context = new SpringApplicationBuilder(StartedApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.run(args);
		long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
		Child.answer(Long.toString(millis), (command) -> answer(command, context), answers);
	}

	private static String answer(String command, ConfigurableApplicationContext context) throws InterruptedException {
		if (command.startsWith(MEMBERS)) {
			return Members.await(context, Integer.parseInt(command.substring(MEMBERS.length())));
		}
		return switch (command) {
			case REST -> Rest.now().text();
			case CPU -> Long
				.toString(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
			default -> throw new IllegalArgumentException("'" + command + "' is no command");
		};
	}

}
