package dev.mesh.rpc.codec;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.rpc.codec.RemoteThrowable.FieldValue;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Carries a service's exception to the caller: class name, message, first stack frames,
 * causes, and the fields of exceptions that may arrive as their own type. Safe for use by
 * any thread.
 *
 * <p>
 * An exception arrives as its own type if a contract declares it, if it is a common one
 * of the JDK, or if its class lies in the package of a contract or below and is there on
 * the caller's side; else as {@link dev.mesh.rpc.RemoteServiceException}. A field is
 * carried if its value is of a type in the closure, which JDK values always are and other
 * types are if the exception is declared. If one is not, the exception is made by its own
 * constructor.
 */
public final class ExceptionCodec implements ExceptionFormat {

	private static final int MAX_CAUSES = 8;

	private static final int MAX_FRAMES = 32;

	private static final int MAX_FRAMES_OF_CAUSE = 8;

	private static final int MAX_FIELDS = 64;

	private static final int MAX_MESSAGE_CHARS = 8 * 1024;

	private static final int MAX_NAME_CHARS = 512;

	private final ExceptionTypes types;

	private final PayloadWriter writer;

	private final ExceptionFactory factory = new ExceptionFactory();

	/**
	 * Create a codec.
	 * @param closure the types, with the exceptions that contracts declare
	 * @param contracts the contracts
	 * @param writer writes the fields
	 * @param loader the class loader of the contracts
	 */
	public ExceptionCodec(TypeClosure closure, Collection<Class<?>> contracts, PayloadWriter writer,
			ClassLoader loader) {
		Set<String> packages = contracts.stream().map(Class::getPackageName).collect(Collectors.toSet());
		this.types = new ExceptionTypes(closure.exceptions(), packages, loader);
		this.writer = writer;
	}

	@Override
	public void write(Throwable exception, ByteBuf out) {
		List<Throwable> chain = new ArrayList<>();
		Throwable next = exception;
		while (next != null && chain.size() <= MAX_CAUSES) {
			chain.add(next);
			next = next.getCause();
		}
		out.writeByte(chain.size());
		for (int i = 0; i < chain.size(); i++) {
			writeOne(chain.get(i), (i == 0) ? MAX_FRAMES : MAX_FRAMES_OF_CAUSE, out);
		}
	}

	private void writeOne(Throwable exception, int maxFrames, ByteBuf out) {
		writeString(exception.getClass().getName(), MAX_NAME_CHARS, out);
		writeString(message(exception), MAX_MESSAGE_CHARS, out);
		StackTraceElement[] trace = exception.getStackTrace();
		int frames = Math.min(maxFrames, trace.length);
		out.writeByte(frames);
		for (int i = 0; i < frames; i++) {
			writeString(trace[i].getClassName(), MAX_NAME_CHARS, out);
			writeString(trace[i].getMethodName(), MAX_NAME_CHARS, out);
			writeString(trace[i].getFileName(), MAX_NAME_CHARS, out);
			out.writeInt(trace[i].getLineNumber());
		}
		writeFields(exception, out);
	}

	private static @Nullable String message(Throwable exception) {
		try {
			return exception.getMessage();
		}
		catch (RuntimeException ex) {
			return "(its message cannot be had: getMessage() threw " + ex.getClass().getName() + ")";
		}
	}

	private void writeFields(Throwable exception, ByteBuf out) {
		int start = out.writerIndex();
		out.writeByte(0);
		out.writeBoolean(true);
		boolean complete = this.types.permits(exception.getClass());
		int count = 0;
		Class<?> layer = exception.getClass();
		while (complete && layer != null && !JdkTypes.isPartOfJdk(layer)) {
			for (Field field : TypeRules.fields(layer)) {
				boolean written = count < MAX_FIELDS && writeField(field, exception, out);
				count += written ? 1 : 0;
				complete &= written;
			}
			layer = layer.getSuperclass();
		}
		out.setByte(start, count);
		out.setBoolean(start + 1, complete);
	}

	private boolean writeField(Field field, Throwable exception, ByteBuf out) {
		int start = out.writerIndex();
		try {
			writeString(field.getDeclaringClass().getName(), MAX_NAME_CHARS, out);
			writeString(field.getName(), MAX_NAME_CHARS, out);
			int lengthAt = out.writerIndex();
			out.writeInt(0);
			this.writer.write(ExceptionFactory.get(field, exception), out);
			out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
			return true;
		}
		catch (CodecException | IllegalAccessException | InaccessibleObjectException ex) {
			// The reader is told that a field is missing.
			out.writerIndex(start);
			return false;
		}
	}

	@Override
	public Throwable read(ByteBuf in, PayloadReader reader) {
		try {
			int size = in.readUnsignedByte();
			if (size == 0 || size > MAX_CAUSES + 1) {
				throw new CodecException("An exception has %d causes. Check the peer.".formatted(size - 1), null);
			}
			List<RemoteThrowable> chain = new ArrayList<>(size);
			for (int i = 0; i < size; i++) {
				chain.add(readOne(in, reader));
			}
			Throwable made = null;
			for (int i = size - 1; i >= 0; i--) {
				RemoteThrowable remote = chain.get(i);
				made = this.factory.create(this.types.find(remote.type()), remote, made);
			}
			return Objects.requireNonNull(made);
		}
		catch (IndexOutOfBoundsException ex) {
			throw new CodecException("An exception ends before its end. Check the peer.", ex);
		}
	}

	private RemoteThrowable readOne(ByteBuf in, PayloadReader reader) {
		String type = readName(in);
		String message = readString(MAX_MESSAGE_CHARS, in);
		List<StackTraceElement> frames = new ArrayList<>();
		for (int i = in.readUnsignedByte(); i > 0; i--) {
			frames.add(new StackTraceElement("remote", null, null, readName(in), readName(in),
					readString(MAX_NAME_CHARS, in), in.readInt()));
		}
		int count = in.readUnsignedByte();
		boolean complete = in.readBoolean();
		List<FieldValue> fields = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String layer = readName(in);
			String name = readName(in);
			ByteBuf value = in.readSlice(Math.max(0, in.readInt()));
			try {
				fields.add(new FieldValue(layer, name, reader.read(value)));
			}
			catch (CodecException ex) {
				// This node does not know the field's type.
				complete = false;
			}
		}
		return new RemoteThrowable(type, message, frames, fields, complete);
	}

	private static void writeString(@Nullable String text, int maxChars, ByteBuf out) {
		if (text == null) {
			out.writeInt(-1);
			return;
		}
		byte[] bytes = ((text.length() > maxChars) ? text.substring(0, maxChars - 1) + '…' : text)
			.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes.length);
		out.writeBytes(bytes);
	}

	private static String readName(ByteBuf in) {
		String name = readString(MAX_NAME_CHARS, in);
		if (name == null) {
			throw new CodecException("An exception lacks a name. Check the peer.", null);
		}
		return name;
	}

	private static @Nullable String readString(int maxChars, ByteBuf in) {
		int length = in.readInt();
		if (length == -1) {
			return null;
		}
		if (length < 0 || length > 3 * maxChars || length > in.readableBytes()) {
			throw new CodecException("A text of an exception has %d bytes. Check the peer.".formatted(length), null);
		}
		return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
	}

}
