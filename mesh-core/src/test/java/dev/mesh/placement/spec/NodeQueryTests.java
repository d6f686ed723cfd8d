package dev.mesh.placement.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NodeQueryTests {

	private static final Node NODE = Nodes.node("n1", "eu-1a",
			Map.of("disk", "ssd", "rack", "", "zone", "label!", "in", "x", "k8s.io/arch", "arm64"),
			Set.of("edge", "gpu"));

	@ParameterizedTest
	@CsvSource(delimiter = '%', quoteCharacter = '`', textBlock = """
			disk = ssd                            % true
			disk=hdd                              % false
			disk != ssd                           % false
			disk != hdd                           % true
			none = ssd                            % false
			none != ssd                           % true
			none in (ssd)                         % false
			!none in (ssd)                        % true
			disk in (hdd, ssd)                    % true
			disk in (hdd, nvme)                   % false
			disk                                  % true
			none                                  % false
			!none                                 % true
			rack                                  % true
			rack = ''                             % true
			name = n1                             % true
			zone = eu-1a                          % true
			'zone' = label!                       % error
			'zone' = 'label!'                     % true
			region in (us, eu)                    % true
			tag = edge                            % true
			tag != edge                           % false
			tag = cpu                             % false
			tag in (cpu, gpu)                     % true
			tag                                   % true
			in = x                                % true
			in in (in, x)                         % true
			k8s.io/arch = arm64                   % true
			disk = ssd || none && none            % true
			(disk = ssd || none) && none          % false
			!disk = ssd || disk                   % true
			!(disk = ssd || disk)                 % false
			!!disk                                % true
			disk=ssd&&zone!=eu-1c                 % true
			disk = "s\\sd"                        % true
			""")
	void matches(String text, String expected) {
		if (expected.equals("error")) {
			assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse(text));
			return;
		}
		assertThat(NodeQuery.parse(text).matches(NODE)).isEqualTo(Boolean.parseBoolean(expected));
	}

	@Test
	void knowsWhereNothingIsThere() {
		Node bare = Nodes.node("n2", "", Map.of(), Set.of());
		assertThat(List.of("zone", "tag", "disk")).noneMatch((key) -> NodeQuery.parse(key).matches(bare));
		assertThat(NodeQuery.ANY.matches(bare)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', quoteCharacter = '`', textBlock = """
			a=b                                   % a = b
			((a))                                 % a
			!!a                                   % a
			!(a = b)                              % a != b
			!(a != b)                             % a = b
			a in (b)                              % a = b
			a in (c, b, 'c')                      % a in (b, c)
			! a in (c,b)                          % !(a in (b, c))
			(a && b) && c                         % a && b && c
			a && (b && c || d)                    % a && (b && c || d)
			(a && b) || c                         % a && b || c
			!((a || b))                           % !(a || b)
			"zone" = "x y"                        % 'zone' = 'x y'
			"disk" = "it's"                       % disk = 'it\\'s'
			a = ''                                % a = ''
			""")
	void hasACanonicalText(String text, String canonical) {
		NodeQuery query = NodeQuery.parse(text);
		assertThat(query).hasToString(canonical).isEqualTo(NodeQuery.parse(canonical));
		assertThat(query.hashCode()).isEqualTo(NodeQuery.parse(canonical).hashCode());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n" })
	void asksNothingWithoutText(String text) {
		assertThat(NodeQuery.parse(text)).isSameAs(NodeQuery.ANY).hasToString("");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', quoteCharacter = '`',
			textBlock = """
					disk =             % 'disk =' is no node query: at position 7 it breaks off; write a value, as in disk = ssd
					disk = = ssd       % 'disk = = ssd' is no node query: at position 8 '=' is misplaced; write a value, as in disk = ssd
					disk & zone        % 'disk & zone' is no node query: at position 6 a single '&' has no meaning; write &&
					a | b              % 'a | b' is no node query: at position 3 a single '|' has no meaning; write ||
					a and b            % 'a and b' is no node query: at position 3 'and' is misplaced; join conditions by && or ||
					(a                 % '(a' is no node query: at position 3 it breaks off; close the parenthesis by )
					a)                 % 'a)' is no node query: at position 2 ')' is misplaced; join conditions by && or ||
					a in b             % 'a in b' is no node query: at position 6 'b' is misplaced; list the values as in zone in (a, b)
					a in ()            % 'a in ()' is no node query: at position 7 ')' is misplaced; write a value, as in disk = ssd
					a in (b c)         % 'a in (b c)' is no node query: at position 9 'c' is misplaced; separate values by commas and close the list by )
					a = 'b             % 'a = 'b' is no node query: at position 5 a quote is not closed; write ' behind the word
					a = 'b\\           % 'a = 'b\\' is no node query: at position 5 a quote is not closed; write ' behind the word
					a > 3              % 'a > 3' is no node query: at position 3 '>' has no meaning here; put words with other signs than _-./:@+ in quotes
					&& a               % '&& a' is no node query: at position 1 '&&' is misplaced; write a label, name, zone, region or tag
					a || !             % 'a || !' is no node query: at position 7 it breaks off; write a label, name, zone, region or tag
					""")
	void saysWhatIsWrongAndWhere(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse(text)).withMessage(message);
	}

	@Test
	void isBounded() {
		assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse("a".repeat(NodeQuery.MAX_LENGTH + 1)))
			.withMessageContaining("has 2001 characters: use at most 2000");
		assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse("a = \"" + "'".repeat(1500) + "\""))
			.withMessageContaining("has 3006 characters");
		assertThat(NodeQuery.parse("(".repeat(32) + "a" + ")".repeat(32))).hasToString("a");
		assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse("(".repeat(33) + "a" + ")".repeat(33)))
			.withMessageContaining("at position 33 it is nested deeper than 32; write it flatter");
		assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse("!(".repeat(999)));
		assertThat(NodeQuery.parse("!".repeat(1999) + "a")).hasToString("!a");
	}

	@Test
	void keepsControlCharactersOutOfMessages() {
		assertThatIllegalArgumentException().isThrownBy(() -> NodeQuery.parse("a\u0007\n = b"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\u0007").doesNotContain("\n"));
	}

}
