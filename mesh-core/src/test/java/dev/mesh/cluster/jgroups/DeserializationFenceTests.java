package dev.mesh.cluster.jgroups;

import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeserializationFenceTests {

	@Test
	void jgroupsMakesNoSerializedObject() throws Exception {
		DeserializationFence.require();
		byte[] serialized = Util.objectToByteBuffer(new Probe.Serialized());
		assertThatThrownBy(() -> Util.objectFromByteBuffer(serialized)).hasMessageContaining("REJECTED");
	}

}
