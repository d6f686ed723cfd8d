package dev.mesh.demo.web;

/**
 * A request is wrong; the message says what and how to put it right.
 */
class BadInputException extends RuntimeException {

	BadInputException(String message) {
		super(message);
	}

}
