package dev.mesh.rpc.stub;

import java.util.concurrent.CompletionStage;

import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.contract.KeyParameter;
import dev.mesh.rpc.contract.ResultShape;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes one method of a stub. In Java it would read, for a method that returns a value:
 *
 * <pre>{@code
 * LocalInstance instance = this.call3.enterLocal(key);
 * if (instance != null) {
 *     try {
 *         return ((Contract) instance.bean()).method(arguments);
 *     }
 *     finally {
 *         instance.exit();
 *     }
 * }
 * return (Result) this.call3.invoke(new Object[] { arguments });
 * }</pre>
 *
 * and for one that returns a stage, with {@code exitWhenDone} and {@code exitFailed} in
 * place of the {@code finally}. One-way methods have the last line only: they must not
 * keep the caller, wherever the service is. So have those that return a stream, which
 * begin when somebody subscribes.
 */
final class StubMethod {

	private static final String INSTANCE = Type.getInternalName(LocalInstance.class);

	private static final String INSTANCE_DESCRIPTOR = Type.getDescriptor(LocalInstance.class);

	private static final String STAGE_DESCRIPTOR = Type.getDescriptor(CompletionStage.class);

	private final MethodVisitor code;

	private final String self;

	private final String field;

	private final String contract;

	private final ContractMethod method;

	private final Type[] parameters;

	private final Type result;

	private final int[] slots;

	private final int instanceSlot;

	private final int resultSlot;

	StubMethod(MethodVisitor code, String self, String field, Class<?> contract, ContractMethod method) {
		this.code = code;
		this.self = self;
		this.field = field;
		this.contract = Type.getInternalName(contract);
		this.method = method;
		this.parameters = Type.getArgumentTypes(method.method());
		this.result = Type.getReturnType(method.method());
		this.slots = new int[this.parameters.length];
		int slot = 1;
		for (int i = 0; i < this.slots.length; i++) {
			this.slots[i] = slot;
			slot += this.parameters[i].getSize();
		}
		this.instanceSlot = slot;
		this.resultSlot = slot + 1;
	}

	void write() {
		this.code.visitCode();
		if (this.method.shape() != ResultShape.ONE_WAY && !this.method.isAdapted()) {
			writeLocal();
		}
		writeInvoke();
		this.code.visitMaxs(0, 0);
		this.code.visitEnd();
	}

	private void writeLocal() {
		Label elsewhere = new Label();
		writeEnter();
		this.code.visitVarInsn(Opcodes.ASTORE, this.instanceSlot);
		this.code.visitVarInsn(Opcodes.ALOAD, this.instanceSlot);
		this.code.visitJumpInsn(Opcodes.IFNULL, elsewhere);
		if (this.method.shape() == ResultShape.STAGE) {
			writeLocalStage();
		}
		else {
			writeLocalValue();
		}
		this.code.visitLabel(elsewhere);
	}

	private void writeEnter() {
		loadCall();
		KeyParameter key = this.method.key();
		if (key == null) {
			onCall("enterLocal", "()" + INSTANCE_DESCRIPTOR);
			return;
		}
		Type type = this.parameters[key.index()];
		this.code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), this.slots[key.index()]);
		switch (type.getSort()) {
			case Type.BYTE, Type.SHORT, Type.INT -> this.code.visitInsn(Opcodes.I2L);
			case Type.FLOAT -> {
				this.code.visitInsn(Opcodes.F2D);
				writeDoubleBits();
			}
			case Type.DOUBLE -> writeDoubleBits();
			default -> {
			}
		}
		boolean reference = type.getSort() == Type.OBJECT;
		onCall("enterLocal", (reference ? "(Ljava/lang/Object;)" : "(J)") + INSTANCE_DESCRIPTOR);
	}

	private void writeDoubleBits() {
		this.code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToLongBits", "(D)J", false);
	}

	private void writeLocalValue() {
		Label begin = new Label();
		Label end = new Label();
		Label failed = new Label();
		this.code.visitTryCatchBlock(begin, end, failed, null);
		this.code.visitLabel(begin);
		writeBeanCall();
		if (this.result.getSort() != Type.VOID) {
			this.code.visitVarInsn(this.result.getOpcode(Opcodes.ISTORE), this.resultSlot);
		}
		this.code.visitLabel(end);
		writeExit();
		if (this.result.getSort() != Type.VOID) {
			this.code.visitVarInsn(this.result.getOpcode(Opcodes.ILOAD), this.resultSlot);
		}
		this.code.visitInsn(this.result.getOpcode(Opcodes.IRETURN));
		this.code.visitLabel(failed);
		writeExit();
		this.code.visitInsn(Opcodes.ATHROW);
	}

	private void writeLocalStage() {
		Label begin = new Label();
		Label end = new Label();
		Label failed = new Label();
		this.code.visitTryCatchBlock(begin, end, failed, null);
		this.code.visitLabel(begin);
		writeBeanCall();
		this.code.visitVarInsn(Opcodes.ASTORE, this.resultSlot);
		this.code.visitLabel(end);
		writeStageExit("exitWhenDone", STAGE_DESCRIPTOR);
		this.code.visitLabel(failed);
		this.code.visitVarInsn(Opcodes.ASTORE, this.resultSlot);
		writeStageExit("exitFailed", Type.getDescriptor(Throwable.class));
	}

	private void writeStageExit(String name, String argument) {
		loadCall();
		this.code.visitVarInsn(Opcodes.ALOAD, this.instanceSlot);
		this.code.visitVarInsn(Opcodes.ALOAD, this.resultSlot);
		onCall(name, "(" + INSTANCE_DESCRIPTOR + argument + ")" + STAGE_DESCRIPTOR);
		this.code.visitTypeInsn(Opcodes.CHECKCAST, this.result.getInternalName());
		this.code.visitInsn(Opcodes.ARETURN);
	}

	private void writeBeanCall() {
		this.code.visitVarInsn(Opcodes.ALOAD, this.instanceSlot);
		this.code.visitMethodInsn(Opcodes.INVOKEINTERFACE, INSTANCE, "bean", "()Ljava/lang/Object;", true);
		this.code.visitTypeInsn(Opcodes.CHECKCAST, this.contract);
		for (int i = 0; i < this.parameters.length; i++) {
			this.code.visitVarInsn(this.parameters[i].getOpcode(Opcodes.ILOAD), this.slots[i]);
		}
		this.code.visitMethodInsn(Opcodes.INVOKEINTERFACE, this.contract, this.method.name(),
				Type.getMethodDescriptor(this.method.method()), true);
	}

	private void writeExit() {
		this.code.visitVarInsn(Opcodes.ALOAD, this.instanceSlot);
		this.code.visitMethodInsn(Opcodes.INVOKEINTERFACE, INSTANCE, "exit", "()V", true);
	}

	private void writeInvoke() {
		loadCall();
		this.code.visitIntInsn(Opcodes.SIPUSH, this.parameters.length);
		this.code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
		for (int i = 0; i < this.parameters.length; i++) {
			this.code.visitInsn(Opcodes.DUP);
			this.code.visitIntInsn(Opcodes.SIPUSH, i);
			this.code.visitVarInsn(this.parameters[i].getOpcode(Opcodes.ILOAD), this.slots[i]);
			Boxing.box(this.code, this.parameters[i]);
			this.code.visitInsn(Opcodes.AASTORE);
		}
		onCall("invoke", "([Ljava/lang/Object;)Ljava/lang/Object;");
		Boxing.unbox(this.code, this.result);
		this.code.visitInsn(this.result.getOpcode(Opcodes.IRETURN));
	}

	private void loadCall() {
		this.code.visitVarInsn(Opcodes.ALOAD, 0);
		this.code.visitFieldInsn(Opcodes.GETFIELD, this.self, this.field, StubClass.CALL_DESCRIPTOR);
	}

	private void onCall(String name, String descriptor) {
		this.code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, StubClass.CALL, name, descriptor, false);
	}

}
