package dev.mesh.rpc.codec;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One version of an application: classes of package {@code shop} in a class loader of
 * their own.
 */
public final class CompiledJar extends URLClassLoader {

	private CompiledJar(Path directory) throws MalformedURLException {
		super(new URL[] { directory.toUri().toURL() }, CompiledJar.class.getClassLoader());
	}

	/**
	 * Compile declarations such as {@code record A(int b) {}}; each becomes public.
	 */
	public static CompiledJar of(Path directory, String... declarations) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", directory.toString()));
		for (String declaration : declarations) {
			String name = declaration.replaceFirst(".*?(?:record|class|enum|interface) (\\w+).*", "$1");
			Path file = directory.resolve(name + ".java");
			Files.writeString(file, "package shop; public " + declaration);
			arguments.add(file.toString());
		}
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(status).isZero();
		return new CompiledJar(directory);
	}

	public Class<?> type(String name) throws ClassNotFoundException {
		return loadClass("shop." + name);
	}

	public Object make(String name, @Nullable Object... arguments) throws ReflectiveOperationException {
		Constructor<?> constructor = type(name).getDeclaredConstructors()[0];
		return constructor.newInstance(arguments);
	}

	public Object constant(String name, String constant) throws ReflectiveOperationException {
		return Arrays.stream(type(name).getEnumConstants())
			.filter((it) -> it.toString().equals(constant))
			.findFirst()
			.orElseThrow();
	}

	public ForyCodec codec(String... roots) throws ClassNotFoundException {
		TypeClosure.Builder builder = TypeClosure.builder();
		for (String root : roots) {
			builder.value(type(root));
		}
		return new ForyCodec(builder.build(), this, CodecLimits.defaults());
	}

}
