package dev.mesh.benchmarks.parts;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.Options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PartsOptionsTests {

	@Test
	void withoutAnyAllPartsAreMeasuredInAllFormats() throws Exception {
		Options options = PartsOptions.of().jmh();
		assertThat(options.getIncludes()).singleElement().asString().contains("parts");
		assertThat(options.getParameter("format").get()).contains("hand", "mesh");
		assertThat(options.getForkCount().hasValue()).isFalse();
	}

	@Test
	void whatJmhTakesIsPassedOn() throws Exception {
		PartsOptions options = PartsOptions.of("--document=d.md", "Clock", "-f", "2", "-p", "format=hand");
		assertThat(options.document()).isEqualTo(Path.of("d.md"));
		assertThat(options.jmh().getIncludes()).containsExactly("Clock");
		assertThat(options.jmh().getForkCount().get()).isEqualTo(2);
		assertThat(options.jmh().getParameter("format").get()).containsExactly("hand");
	}

	@Test
	void aRoughAnswerTakesOneFork() throws Exception {
		assertThat(PartsOptions.of("--quick").jmh().getForkCount().get()).isEqualTo(1);
	}

	@Test
	void whatIsUnknownIsRefused() {
		assertThatExceptionOfType(CommandLineOptionException.class).isThrownBy(() -> PartsOptions.of("--quik").jmh());
	}

}
