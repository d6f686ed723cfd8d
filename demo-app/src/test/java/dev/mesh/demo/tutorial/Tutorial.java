package dev.mesh.demo.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tutorial as its reader has it: code blocks, one after the other.
 */
final class Tutorial {

	private static final Path PAGE = Path.of("..", "docs", "tutorial", "first-cluster.md");

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	private final Deque<Block> blocks = new ArrayDeque<>();

	private Tutorial(String page) {
		Matcher block = BLOCK.matcher(page);
		while (block.find()) {
			this.blocks.add(new Block(block.group(1), block.group(2)));
		}
	}

	static Tutorial read() throws IOException {
		return new Tutorial(Files.readString(PAGE));
	}

	/**
	 * Return the next block, which must be of the given language.
	 */
	String next(String language) {
		Block block = this.blocks.poll();
		assertThat(block).as("a block of '%s'", language).isNotNull();
		assertThat(block.language()).as(block.text()).isEqualTo(language);
		return block.text().strip();
	}

	void assertDone() {
		assertThat(this.blocks).as("blocks of the tutorial that were not followed").isEmpty();
	}

	private record Block(String language, String text) {

	}

}
