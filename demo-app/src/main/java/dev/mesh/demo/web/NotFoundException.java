package dev.mesh.demo.web;

/**
 * What a request names does not exist.
 */
class NotFoundException extends RuntimeException {

	NotFoundException(String message) {
		super(message);
	}

}
