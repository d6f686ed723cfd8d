package dev.mesh.placement.spec;

import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node has under the keys of a query.
 */
class NodeQueryEvidenceTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`',
			value = { "``; []", "disk = ssd; [disk = hdd]", "gpu; [no gpu]",
					"!(disk in (ssd, nvme)) && disk; [disk = hdd]",
					"zone = b || region != r || gpu = x; [zone = a, region = eu, no gpu]",
					"name = n && tag = edge; [name = n1, tag = big, edge]", "note = 'x'; [note = 'two words']" })
	void isOneTextForEachKey(String query, String evidence) {
		Node node = Nodes.node("n1", "a", Map.of("disk", "hdd", "note", "two words"), Set.of("edge", "big"));
		assertThat(NodeQuery.parse(query).evidence(node)).hasToString(evidence);
	}

}
