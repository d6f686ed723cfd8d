package dev.mesh.rpc;

/**
 * Names what is called.
 *
 * @param service the service's name
 * @param contract the contract's class name
 * @param method the method's name
 */
public record CallPoint(String service, String contract, String method) {

}
