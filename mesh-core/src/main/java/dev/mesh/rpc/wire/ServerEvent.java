package dev.mesh.rpc.wire;

/**
 * What the server tells all its connections, each on its event loop.
 */
enum ServerEvent {

	/**
	 * There is a newer view.
	 */
	VIEW_CHANGED,

	/**
	 * The server stops: no new requests.
	 */
	GO_AWAY

}
