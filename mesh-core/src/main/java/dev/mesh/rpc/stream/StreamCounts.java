package dev.mesh.rpc.stream;

/**
 * How the streams of a node are doing.
 *
 * @param reading how many results that are streams are read here, from whatever node
 * @param serving how many such results are published here to other nodes
 * @param stalled how many streams published here to other nodes, parameters among them,
 * wait for their reader to take more
 * @param received how many items have come from other nodes and been handed to their
 * readers, ever
 * @param sent how many items have left for other nodes, ever
 */
public record StreamCounts(int reading, int serving, int stalled, long received, long sent) {

}
